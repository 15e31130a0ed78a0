package io.ottla.broker.quota;

/**
 * Who shares one rate.
 *
 * @param user empty where users are not told apart
 * @param clientId empty where client ids are not told apart
 */
record Holder(String user, String clientId) {}
