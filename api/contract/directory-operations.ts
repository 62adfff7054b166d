import * as directory from './directory.ts';
import { define } from './operation.ts';

export const directoryOperations = {
  listDirectory: define<{ query: directory.DirectoryQuery; result: directory.Directory }>({
    id: 'listDirectory',
    method: 'get',
    path: '/api/directory',
    tag: 'Directory',
    who: 'anyone',
    summary: 'Search the mentors of a partner',
    description: 'All that a screen of mentors shows comes with one request, when each is next free too.',
    query: directory.directoryQuerySchema,
    status: 200,
    response: directory.directorySchema,
    problems: ['not_found'],
  }),
  recommendMentors: define<{
    query: directory.RecommendationQuery;
    result: directory.RecommendationList;
  }>({
    id: 'recommendMentors',
    method: 'get',
    path: '/api/mentors/recommended',
    tag: 'Directory',
    who: 'anyone',
    summary: 'Recommend mentors for a goal',
    description:
      'Each with her reasons in words. Of past sessions only words are used that several students chose.',
    query: directory.recommendationQuerySchema,
    status: 200,
    response: directory.recommendationListSchema,
    problems: ['not_found'],
  }),
  getRecommendation: define<{ result: directory.RecommendationWeights }>({
    id: 'getRecommendation',
    method: 'get',
    path: '/api/partner/recommendation',
    tag: 'Directory',
    who: 'partner_admin',
    summary: 'Read what recommendations give weight to',
    status: 200,
    response: directory.recommendationWeightsSchema,
    problems: [],
  }),
  replaceRecommendation: define<{
    body: directory.RecommendationWeightsInput;
    result: directory.RecommendationWeights;
  }>({
    id: 'replaceRecommendation',
    method: 'put',
    path: '/api/partner/recommendation',
    tag: 'Directory',
    who: 'partner_admin',
    summary: 'Set what recommendations give weight to',
    body: directory.recommendationWeightsInputSchema,
    status: 200,
    response: directory.recommendationWeightsSchema,
    problems: [],
  }),
} as const;
