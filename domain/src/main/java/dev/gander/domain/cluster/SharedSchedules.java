package dev.gander.domain.cluster;

import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleStore;

/// The schedules that all servers of a cluster run together.
public record SharedSchedules(ScheduleStore jobs, FireLedger ledger, RunHistory history) {}
