/// Typed settings, and the active provider and model.
@NullMarked
package dev.gander.application.settings;

import org.jspecify.annotations.NullMarked;
