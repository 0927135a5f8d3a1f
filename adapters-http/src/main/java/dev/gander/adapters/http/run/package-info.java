/// Runs: hand one over, wait for it, follow it, cancel it, read its result.
@NullMarked
package dev.gander.adapters.http.run;

import org.jspecify.annotations.NullMarked;
