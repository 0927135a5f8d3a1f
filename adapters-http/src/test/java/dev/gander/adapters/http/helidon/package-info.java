/// What Helidon does by itself, where code of ours stands because of it. A test here that turns red
/// after an update means that Helidon has changed for the better; its comment names the code that
/// can go.
@NullMarked
package dev.gander.adapters.http.helidon;

import org.jspecify.annotations.NullMarked;
