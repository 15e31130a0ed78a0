/**
 * The quorum, as a pure core. {@link io.ottla.controller.raft.RaftCore} is given what happened and the time, and returns
 * what is to be made durable, written and told. It opens no file and knows no clock; what it asks for, its driver does, in
 * the order in which it is listed in {@link io.ottla.controller.raft.Ready}.
 *
 * <p>The protocol is KRaft's (KIP-595, KIP-853, KIP-996). Votes are counted and the high watermark is found for any number
 * of voters; what is not here yet are the messages between them, so that a core whose voters are more than itself stays
 * where it is.
 */
package io.ottla.controller.raft;
