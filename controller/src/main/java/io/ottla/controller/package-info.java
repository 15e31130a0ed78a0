/**
 * The cluster's memory: a log of metadata records, the image that they add up to, and the decisions that add to it.
 * {@link io.ottla.controller.Controller} is what a broker holds of it.
 */
package io.ottla.controller;
