/// Use cases of apps: list, export, import.
@NullMarked
package dev.gander.application.api.app;

import org.jspecify.annotations.NullMarked;
