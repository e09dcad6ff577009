/** The whole way in and out through a stand-in, over real sockets, without a browser’s screen. */
import { expect } from '@jest/globals';
import type { Server } from 'node:http';
import type { Express } from 'express';
import request from 'supertest';
import type { Agent } from './web.js';

export type Site = { home: string; close(): Promise<void> };

/** Serves the web at the address its configuration names. */
export async function serveAt(home: string, app: Express): Promise<Site> {
  const server = await new Promise<Server>((resolve) => {
    const listening: Server = app.listen(Number(new URL(home).port), '127.0.0.1', () => resolve(listening));
  });
  return { home, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** A browser’s cookies at a stand-in. */
export const visitorOf = (issuer: string): Agent => request.agent(new URL(issuer).origin);

const local = (address: string, home: string): string =>
  new URL(address, home).pathname + new URL(address, home).search;

/** Follows redirects within one host; answers the address that leads elsewhere, or the page. */
async function follow(agent: Agent, address: string) {
  const origin = new URL(address).origin;
  for (let next = address; ;) {
    const answer = await agent.get(local(next, origin));
    if (answer.status !== 303 && answer.status !== 302) return { answer, away: null };
    next = new URL(answer.headers['location']!, origin).href;
    if (new URL(next).origin !== origin) return { answer, away: next };
  }
}

/** Where the door leads. */
export async function away(browser: Agent, door: string): Promise<string> {
  await browser.get('/logg-inn');
  return (await browser.get(`/logg-inn/${door}`)).headers['location']!;
}

/** Chooses who to be at the stand-in, unless that is known; answers the path of the call-back. */
export async function choose(there: Agent, address: string, pid: string): Promise<string> {
  const { origin } = new URL(address);
  let { answer, away: back } = await follow(there, address);
  if (!back) {
    const action = /<form[^>]*action="([^"]*)"/.exec(answer.text)![1]!.replaceAll('&#x3D;', '=');
    const chosen = await there.post(action).type('form').send({ pid });
    ({ answer, away: back } = await follow(there, new URL(chosen.headers['location']!, origin).href));
  }
  return local(back!, origin);
}

type Through = { browser: Agent; there: Agent; door: string; pid: string };

/** In by a door; answers the call-back that was used. */
export async function logInThrough({ browser, there, door, pid }: Through): Promise<string> {
  const callback = await choose(there, await away(browser, door), pid);
  expect((await browser.get(callback)).headers['location']).toBe('/tilgang');
  return callback;
}

/** Presses log-out in the product, and confirms it at the stand-in; answers where that led. */
export async function logOutThrough(browser: Agent, there: Agent): Promise<string> {
  const me = await browser.get('/meg');
  const csrf = /action="\/logg-ut"><input type="hidden" name="_csrf" value="([^"]*)"/.exec(me.text)![1]!;
  const out = await browser.post('/logg-ut').set('Sec-Fetch-Site', 'same-origin').type('form').send({ _csrf: csrf });
  const { answer } = await follow(there, out.headers['location']!);
  const [, action, token] = /action="([^"]*)"[\s\S]*?name="xsrf" value="([^"]*)"/.exec(answer.text)!;
  const done = await there
    .post(local(action!, out.headers['location']!))
    .type('form')
    .send({ xsrf: token, logout: 'yes' });
  return done.headers['location']!;
}
