package io.ottla.broker.cli;

/** What the program tells the one who started it. */
final class ExitCode {

    /** All went well; also a broker that was told to stop, and did. */
    static final int OK = 0;

    /** It was asked for something reasonable, and something went wrong. */
    static final int FAILED = 1;

    /** What it was asked for cannot be: a wrong option, or a wrong setting. */
    static final int WRONG_USE = 2;

    private ExitCode() {}
}
