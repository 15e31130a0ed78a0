/** WriteTxnMarkers: transactions end on the partitions that took part. */
package io.ottla.broker.api.writetxnmarkers;
