/// Use cases on schedules: create, list, change, run and end jobs, and read what they did.
@NullMarked
package dev.gander.application.api.schedule;

import org.jspecify.annotations.NullMarked;
