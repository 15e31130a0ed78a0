/** DeleteRecords: a partition's log is made to start later; what lies before is deleted. */
package io.ottla.broker.api.deleterecords;
