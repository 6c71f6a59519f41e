import { describe, expect, it } from 'vitest';
import { busSockets, socketOf } from '../../main/edges/dbus/bus-address.ts';

/** Source: D-Bus specification, «Server Addresses» and «Well-known Message Bus Instances». */
describe('the address of a bus', () => {
  it.each([
    ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
    ['unix:path=/run/user/1000/bus,guid=0123456789abcdef', '/run/user/1000/bus'],
    ['unix:guid=0123456789abcdef,path=/tmp/bus', '/tmp/bus'],
    ['unix:abstract=/tmp/dbus-Abc,guid=0123', '\0/tmp/dbus-Abc'],
    ['unix:path=/tmp/a%20b%2Cc%3Dd', '/tmp/a b,c=d'],
    ['tcp:host=localhost,port=1;unix:path=/tmp/bus', '/tmp/bus'],
    ['unix:path=;unix:path=/tmp/second', '/tmp/second'],
  ])('%s is a socket', (address, socket) => {
    expect(socketOf(address)).toBe(socket);
  });

  it.each([
    '',
    'unix:',
    'unix:path=',
    'unix:path=/tmp/%zz',
    'tcp:host=localhost,port=1234',
    'unixexec:path=/bin/sh,argv1=-c,argv2=true',
    'autolaunch:',
    '/run/user/1000/bus',
  ])('«%s» is none', (address) => {
    expect(socketOf(address)).toBeNull();
  });

  it('is where the environment says', () => {
    const env = { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/a', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/b' };

    expect(busSockets({ ...env, XDG_RUNTIME_DIR: '/run/user/1' })).toEqual({ system: '/a', session: '/b' });
  });

  it('is where it usually is when the environment says nothing', () => {
    const usual = { system: '/var/run/dbus/system_bus_socket', session: '/run/user/1/bus' };

    expect(busSockets({ XDG_RUNTIME_DIR: '/run/user/1' })).toEqual(usual);
    expect(busSockets({}).session).toBeNull();
  });
});
