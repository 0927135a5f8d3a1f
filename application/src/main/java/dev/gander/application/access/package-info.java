/// What a caller sees: stores that show no more than that, and how often a key may ask.
@NullMarked
package dev.gander.application.access;

import org.jspecify.annotations.NullMarked;
