/// Use cases of `/sessions` that need no model: list, search, read, rename, copy, import, delete.
@NullMarked
package dev.gander.application.api.session;

import org.jspecify.annotations.NullMarked;
