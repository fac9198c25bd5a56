/** A record to a change, or to a rejection that says which field broke which rule. Pure. */
package io.github.linemaac.connect.mapping;
