/// Recipes in files, links and texts.
@NullMarked
package dev.gander.adapters.acp.recipe;

import org.jspecify.annotations.NullMarked;
