/** Tests of the extension: some use it as its users do, others run such tests and look what became of the broker. */
package io.ottla.junit;
