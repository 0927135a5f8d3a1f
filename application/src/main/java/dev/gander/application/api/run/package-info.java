/// Use cases on runs: hand one over, wait for it, follow it, cancel it, read its result.
@NullMarked
package dev.gander.application.api.run;

import org.jspecify.annotations.NullMarked;
