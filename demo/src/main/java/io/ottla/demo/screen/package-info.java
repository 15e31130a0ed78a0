/** What the audience sees: a view that is drawn again and again in a terminal, plain lines anywhere else. */
package io.ottla.demo.screen;
