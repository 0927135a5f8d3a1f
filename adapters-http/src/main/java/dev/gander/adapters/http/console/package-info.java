/// The console's files, and how a person signs in to it.
@NullMarked
package dev.gander.adapters.http.console;

import org.jspecify.annotations.NullMarked;
