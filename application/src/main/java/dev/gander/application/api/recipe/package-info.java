/// Use cases of recipes: files, texts, links, commands, schedules.
@NullMarked
package dev.gander.application.api.recipe;

import org.jspecify.annotations.NullMarked;
