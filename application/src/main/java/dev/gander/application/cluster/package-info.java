/// Leases, event logs, questions and commands of several nodes that share a database: what happens
/// on each of them, on top of the tables in [dev.gander.domain.cluster]. Start with
/// [SharedTurnLeases] and [SharedEventLog].
@NullMarked
package dev.gander.application.cluster;

import org.jspecify.annotations.NullMarked;
