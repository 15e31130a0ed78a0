package io.ottla.storage.dirs;

import io.ottla.storage.TopicPartition;
import java.nio.file.Path;

/** The folder of a copy of a partition's log, in the data folder that it is to move to. */
public record FutureFolder(TopicPartition partition, LogDir dir, Path folder) {}
