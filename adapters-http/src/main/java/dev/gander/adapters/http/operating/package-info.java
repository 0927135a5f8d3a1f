/// What operators ask for: health, measures, levels of the log; goosed has nothing like it.
@NullMarked
package dev.gander.adapters.http.operating;

import org.jspecify.annotations.NullMarked;
