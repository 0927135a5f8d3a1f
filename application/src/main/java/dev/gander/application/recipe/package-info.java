/// Recipes at work: their parameters, and the values in place of them.
@NullMarked
package dev.gander.application.recipe;

import org.jspecify.annotations.NullMarked;
