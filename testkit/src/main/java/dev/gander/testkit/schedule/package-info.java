/// Contracts and in-memory adapters of the ports for schedules.
@NullMarked
package dev.gander.testkit.schedule;

import org.jspecify.annotations.NullMarked;
