/// Use cases of `/sessions` that need no model: list, read, rename, delete.
@NullMarked
package dev.gander.application.session;

import org.jspecify.annotations.NullMarked;
