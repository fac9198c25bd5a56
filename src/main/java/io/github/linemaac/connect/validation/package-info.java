/** A configuration tried out on the account, for Connect's {@code validate}. */
package io.github.linemaac.connect.validation;
