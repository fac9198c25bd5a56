/**
 * The catalogue of metrics, their registration with Connect or JMX, and what is logged of uploads.
 */
package io.github.linemaac.connect.metrics;
