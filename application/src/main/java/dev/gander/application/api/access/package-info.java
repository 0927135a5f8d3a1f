/// Keys: who calls, who may, and what is recorded about it.
@NullMarked
package dev.gander.application.api.access;

import org.jspecify.annotations.NullMarked;
