/** DescribeUserScramCredentials. */
package io.ottla.broker.api.describeuserscramcredentials;
