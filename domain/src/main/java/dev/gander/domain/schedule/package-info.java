/// Schedules: recipes that run by the clock. What fires when
/// ([dev.gander.domain.schedule.CronExpression]), the jobs and their history, and the ports that
/// store and time them.
@NullMarked
package dev.gander.domain.schedule;

import org.jspecify.annotations.NullMarked;
