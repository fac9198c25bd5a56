/** When partitions are caught up with their topics, and the windows of a schedule. Pure. */
package io.github.linemaac.connect.schedule;
