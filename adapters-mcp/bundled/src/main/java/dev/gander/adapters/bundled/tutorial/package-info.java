/// Instructions for a model that teaches its user something.
@NullMarked
package dev.gander.adapters.bundled.tutorial;

import org.jspecify.annotations.NullMarked;
