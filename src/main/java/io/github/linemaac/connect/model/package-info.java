/** The values that the other packages pass on. Immutable and pure. */
package io.github.linemaac.connect.model;
