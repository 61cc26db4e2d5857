"""What can go wrong, as one tree. Every message says what happened and what to do about it.

ActorgraphError
├── InputError          a file, page or line that cannot be an article; the run goes on
├── OutputError         a file that cannot be written
├── SettingsError       a setting that cannot be used
├── StoreError          the graph database
│   ├── StoreUnavailable    no server, or it cannot start
│   ├── StoreRefused        wrong user or password
│   ├── StoreBusy           another process holds what we need
│   └── StoreFull           no room on the disk
└── QueryError          a query of an analyst
    ├── QueryRefused        it would write, reach outside the graph, or is more than one statement
    ├── QueryFailed         the database does not understand it
    ├── QueryTooSlow        it ran into the time limit
    └── QueryTooBig         it asked for more memory, or for a bigger answer, than there may be
"""


class ActorgraphError(Exception):
    """The root of all errors that this project raises on purpose."""


class InputError(ActorgraphError):
    """An input that cannot be read as an article."""


class OutputError(ActorgraphError):
    """A file that cannot be written."""


class SettingsError(ActorgraphError):
    """A setting that cannot be used as it stands."""


class StoreError(ActorgraphError):
    """The graph database did not do what was asked."""


class StoreUnavailable(StoreError):
    """No server answers at the address, or the local server cannot start."""


class StoreRefused(StoreError):
    """The server refused the user or the password."""


class StoreBusy(StoreError):
    """Another process holds the store, and did not let go in time."""


class StoreFull(StoreError):
    """The disk has no room for more; nothing of the batch was written."""


class QueryError(ActorgraphError):
    """A query that an analyst wrote was not answered."""


class QueryRefused(QueryError):
    """The query is not one read-only statement."""


class QueryFailed(QueryError):
    """The database could not run the query."""


class QueryTooSlow(QueryError):
    """The query ran into the time limit."""


class QueryTooBig(QueryError):
    """The query needs more memory than the database has, or its answer is bigger than allowed."""
