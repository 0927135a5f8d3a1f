/// The table of all settings, `settings.txt`: what each means, and what holds without it. Whoever
/// reads a setting does so where it is needed, with its default beside it; a test compares.
@NullMarked
package dev.gander.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
