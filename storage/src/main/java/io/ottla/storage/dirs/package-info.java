/**
 * The data folders ({@code log.dirs}): who they belong to, which partitions they hold, what is known of these without
 * opening them, and which of them have failed.
 *
 * <pre>
 *   .lock                              held while a broker uses the folder
 *   meta.properties                    cluster, node and folder id
 *   .kafka_cleanshutdown               only while no broker uses the folder, and the last one stopped in good order
 *   recovery-point-offset-checkpoint   by partition: below this offset all is on the platter
 *   log-start-offset-checkpoint        by partition: where the log starts, if DeleteRecords moved that
 *   replication-offset-checkpoint      by partition: the high watermark
 *   &lt;topic&gt;-&lt;n&gt;/                       one a partition; {@code partition.metadata} has the topic's id
 *   &lt;topic&gt;-&lt;n&gt;.&lt;id&gt;-delete/           to be deleted
 * </pre>
 */
package io.ottla.storage.dirs;
