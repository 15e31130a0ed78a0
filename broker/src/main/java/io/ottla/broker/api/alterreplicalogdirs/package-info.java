/** AlterReplicaLogDirs: moving replicas from one data folder of this broker to another. */
package io.ottla.broker.api.alterreplicalogdirs;
