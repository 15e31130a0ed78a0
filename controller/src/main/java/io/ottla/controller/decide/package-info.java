/**
 * One class a decision. A {@link io.ottla.controller.decide.Command} looks at an image, at the time and at the chance it
 * is given, and answers with the records that make it so, or with an error. It changes nothing: the image changes when
 * the records are applied, which is the same for a decision just made and for one read back from the log.
 *
 * <p>What a decision refuses, and in which words, is the reference's.
 */
package io.ottla.controller.decide;
