/** Which offsets are safe to commit: a ticket for each record, settled once. Pure. */
package io.github.linemaac.connect.ledger;
