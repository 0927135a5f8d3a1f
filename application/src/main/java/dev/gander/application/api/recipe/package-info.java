/// Use cases of recipes: files, links, commands.
@NullMarked
package dev.gander.application.api.recipe;

import org.jspecify.annotations.NullMarked;
