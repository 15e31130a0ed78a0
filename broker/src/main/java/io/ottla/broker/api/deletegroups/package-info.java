/** DeleteGroups: groups without members go, with their offsets. */
package io.ottla.broker.api.deletegroups;
