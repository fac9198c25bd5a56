/**
 * The transport: the one client that opens sockets, with proxies and TLS. It carries bytes, and
 * leaves what they mean to {@link io.github.linemaac.connect.api}.
 */
package io.github.linemaac.connect.http;
