/// Settings read as a type, and the active provider and model among them.
@NullMarked
package dev.gander.application.settings;

import org.jspecify.annotations.NullMarked;
