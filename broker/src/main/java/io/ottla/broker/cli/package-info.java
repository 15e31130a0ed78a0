/**
 * The program: a command line, log lines on standard output, and signals. All of it is a thin shell around the embeddable
 * broker, and nothing here is needed to run one inside another program.
 */
package io.ottla.broker.cli;
