/** What is on each segment, and the state machine that brings it to MAAC. Pure. */
package io.github.linemaac.connect.segments;
