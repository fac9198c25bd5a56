/**
 * The configuration keys, by groups, as typed immutable records, and the rules across keys. Pure.
 */
package io.github.linemaac.connect.config;
