/// The operations below `/schedule`, and our own history of runs.
@NullMarked
package dev.gander.adapters.http.schedule;

import org.jspecify.annotations.NullMarked;
