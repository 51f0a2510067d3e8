<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DoneScreen</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewOverviewScreen</name>
    <message numerus="yes">
        <source>%n session(s) in the last {weeks} weeks.</source>
        <translation>
            <numerusform>%n session in the last {weeks} weeks.</numerusform>
            <numerusform>%n sessions in the last {weeks} weeks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message numerus="yes">
        <source>%n session(s) found, latest first.</source>
        <translation>
            <numerusform>%n session found, latest first.</numerusform>
            <numerusform>%n sessions found, latest first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s), latest first.</source>
        <translation>
            <numerusform>%n session, latest first.</numerusform>
            <numerusform>%n sessions, latest first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <source>Shown %n time(s): {parts}.</source>
        <translation>
            <numerusform>Shown %n time: {parts}.</numerusform>
            <numerusform>Shown %n times: {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{start} to {end} was repeated %n time(s).</source>
        <translation>
            <numerusform>{start} to {end} was repeated %n time.</numerusform>
            <numerusform>{start} to {end} was repeated %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waited for the storage at {place}: %n second(s).</source>
        <translation>
            <numerusform>Waited for the storage at {place}: %n second.</numerusform>
            <numerusform>Waited for the storage at {place}: %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Step by step, %n picture(s): {parts}.</source>
        <translation>
            <numerusform>Step by step, %n picture: {parts}.</numerusform>
            <numerusform>Step by step, %n pictures: {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dragged through, %n picture(s) at most: {parts}.</source>
        <translation>
            <numerusform>Dragged through, %n picture at most: {parts}.</numerusform>
            <numerusform>Dragged through, %n pictures at most: {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Small pictures above the timeline, %n at most: {parts}.</source>
        <translation>
            <numerusform>Small pictures above the timeline, %n at most: {parts}.</numerusform>
            <numerusform>Small pictures above the timeline, %n at most: {parts}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message numerus="yes">
        <source>Compared with %n checkpoint(s) kept elsewhere.</source>
        <translation>
            <numerusform>Compared with %n checkpoint kept elsewhere.</numerusform>
            <numerusform>Compared with %n checkpoints kept elsewhere.</numerusform>
        </translation>
    </message>
</context>
</TS>
