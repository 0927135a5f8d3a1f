/// Schedules that several servers run together: the jobs, who runs which, and what became of it.
@NullMarked
package dev.gander.adapters.postgres.schedule;

import org.jspecify.annotations.NullMarked;
